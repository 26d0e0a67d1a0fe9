package io.canopydb.proxy.wire.postgresql;

import io.canopydb.proxy.server.Tls;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * What TLS of a connection is made by.
 *
 * @param asked where the client asks for it first
 * @param direct where it begins with it, and has to name the protocol
 * @param endPoint the hash of the certificate that clients bind their proof to (RFC 5929,
 *     tls-server-end-point)
 */
record ServerTls(SslContext asked, SslContext direct, byte[] endPoint) {
  private static final String ALPN = "postgresql";

  static ServerTls of(Tls tls) throws IOException {
    try {
      byte[] hash =
          MessageDigest.getInstance(hash(tls.certificate().getSigAlgName()))
              .digest(tls.certificate().getEncoded());
      return new ServerTls(tls.context(), tls.context(ALPN), hash);
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate can't be hashed: " + e.getMessage(), e);
    }
  }

  /** The hash of the signature; SHA-256 where that is weaker, or has none of its own. */
  private static String hash(String signature) {
    String name = signature.toUpperCase(Locale.ROOT);
    return name.startsWith("SHA384")
        ? "SHA-384"
        : name.startsWith("SHA512") ? "SHA-512" : "SHA-256";
  }
}
