package dev.orgstorage.testkit.contract;

/** Something that a person, a server or time does. Its text is the sentence that says so. */
interface Step {
    /** Does it, and compares what came of it with what the model says. */
    void take(Play play);
}
