package io.canopydb.proxy.account;

/** What tells whether a client knows a password, and can't be used in its place. */
public sealed interface Verifier permits ScramVerifier, CachingSha2Verifier {}
