package dev.orgstorage.testkit.contract;

/** A request for one file. */
interface FileRequest<T> extends Request<T> {
    int number();

    default ModelFile file(Model model) {
        return model.file(number()).orElseThrow();
    }

    @Override
    default boolean isPossible(Model model) {
        return model.file(number()).isPresent();
    }
}
