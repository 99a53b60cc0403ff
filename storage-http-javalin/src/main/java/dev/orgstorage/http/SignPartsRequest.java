package dev.orgstorage.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

record SignPartsRequest(@Nullable List<@Nullable Integer> numbers) {
    List<Integer> wanted() {
        return Required.field("numbers", numbers).stream()
                .<Integer>map(number -> Required.field("numbers", number))
                .toList();
    }
}
