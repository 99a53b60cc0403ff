package dev.orgstorage.testkit;

import dev.orgstorage.port.ContentDetector;
import dev.orgstorage.testkit.contract.ContentDetectorContract;

class SignatureDetectorTest implements ContentDetectorContract {
    @Override
    public ContentDetector detector() {
        return new SignatureDetector();
    }
}
