package dev.orgstorage.browser;

import com.microsoft.playwright.Page;

/** A tab of somebody's browser. */
record Tab(Page page, Complaints complaints) {}
