package io.canopydb.proxy.wire.mysql.login;

import io.canopydb.proxy.wire.mysql.codec.Capability;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first packet of a client: where it asks for TLS, that begins behind it. Then this is
 * gone from the pipeline.
 */
public final class GreetingDecoder extends ByteToMessageDecoder {
  private static final int HEADER = 4;

  /** How long a packet is that asks for TLS: what a greeting begins with. */
  private static final int ASKS_FOR_TLS = 32;

  private final @Nullable SslContext tls;

  /**
   * @param tls null where the server has none
   */
  public GreetingDecoder(@Nullable SslContext tls) {
    this.tls = tls;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < HEADER) {
      return;
    }
    int at = in.readerIndex();
    SslContext available = tls;
    if (available != null && in.getUnsignedMediumLE(at) == ASKS_FOR_TLS) {
      if (in.readableBytes() < HEADER + ASKS_FOR_TLS) {
        return;
      }
      if ((in.getIntLE(at + HEADER) & Capability.SSL) != 0) {
        in.skipBytes(HEADER + ASKS_FOR_TLS);
        context.pipeline().addAfter(context.name(), "tls", available.newHandler(context.alloc()));
      }
    }
    // What is left goes to the next handler, which is TLS where it was asked for.
    context.pipeline().remove(this);
  }
}
