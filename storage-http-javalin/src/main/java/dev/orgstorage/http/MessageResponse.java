package dev.orgstorage.http;

record MessageResponse(String message) {}
