package io.canopydb.proxy.server;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * A server's certificate and its key. Immutable.
 *
 * @param certificate the server's own, the first of the chain
 */
public record Tls(Path chain, Path key, X509Certificate certificate) {

  /**
   * Reads them.
   *
   * @param chain the certificate and those that it stands on, as PEM
   * @param key its private key, PKCS 8 as PEM, without a password
   * @throws IOException if they can't be read, or don't go together
   */
  public static Tls read(Path chain, Path key) throws IOException {
    try (InputStream file = Files.newInputStream(chain)) {
      X509Certificate first =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
      Tls tls = new Tls(chain, key, first);
      tls.context();
      return tls;
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IOException(
          "the certificate " + chain + " and the key " + key + " can't be used: " + e.getMessage(),
          e);
    }
  }

  /** What a connection's TLS is made by. */
  public SslContext context() throws IOException {
    return builder().build();
  }

  /** Likewise, where the client has to name this protocol (ALPN) if it names any. */
  public SslContext context(String alpn) throws IOException {
    return builder()
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.FATAL_ALERT,
                SelectedListenerFailureBehavior.FATAL_ALERT,
                alpn))
        .build();
  }

  private SslContextBuilder builder() {
    return SslContextBuilder.forServer(chain.toFile(), key.toFile());
  }
}
