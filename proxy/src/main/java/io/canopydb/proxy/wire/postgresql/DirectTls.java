package io.canopydb.proxy.wire.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;

/** Looks at a connection's first byte: TLS may begin there, without being asked for. */
final class DirectTls extends ChannelInboundHandlerAdapter {
  private static final int HANDSHAKE = 0x16;

  private final Optional<ServerTls> tls;

  DirectTls(Optional<ServerTls> tls) {
    this.tls = tls;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (tls.isPresent() && bytes.getUnsignedByte(bytes.readerIndex()) == HANDSHAKE) {
      context
          .pipeline()
          .addAfter(context.name(), Startup.TLS, tls.get().direct().newHandler(context.alloc()));
    }
    context.fireChannelRead(bytes);
    context.pipeline().remove(this);
  }
}
