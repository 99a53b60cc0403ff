package dev.orgstorage.testkit.contract;

/** A step, and what befalls the server meanwhile. */
record Turn(Step step, Mishap mishap) {
    static Turn of(Step step) {
        return new Turn(step, new Mishap.None());
    }

    @Override
    public String toString() {
        return step.toString() + mishap;
    }
}
