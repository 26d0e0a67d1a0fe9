package io.canopydb.proxy.wire.postgresql;

import io.canopydb.proxy.server.Mailbox;
import io.canopydb.proxy.server.Reply;
import io.canopydb.proxy.server.Workers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a client says before it logs in, answered on the event loop. */
final class Startup extends ChannelInboundHandlerAdapter {
  static final String TLS = "tls";

  private static final int CANCEL = 80_877_102;
  private static final int TLS_REQUEST = 80_877_103;
  private static final int GSS_REQUEST = 80_877_104;

  private static final int LONGEST_SECRET = 256;

  private final Served served;
  private final FrameDecoder decoder;
  private final Workers workers;
  private @Nullable ScheduledFuture<?> tooLate;

  Startup(Served served, FrameDecoder decoder, Workers workers) {
    this.served = served;
    this.decoder = decoder;
    this.workers = workers;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    tooLate =
        context
            .executor()
            .schedule(
                () -> context.channel().close(),
                served.logInTime().toMillis(),
                TimeUnit.MILLISECONDS);
    context.channel().closeFuture().addListener(closed -> inTime());
  }

  private void inTime() {
    if (tooLate != null) {
      tooLate.cancel(false);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf frame = (ByteBuf) message;
    boolean given = false;
    try {
      int code = frame.getInt(frame.readerIndex() + 4);
      switch (code) {
        case TLS_REQUEST -> encrypt(context);
        case GSS_REQUEST -> say(context, 'N');
        case CANCEL -> cancel(context, frame);
        default -> {
          if (code >>> 16 != 3) {
            refuse(
                context,
                "0A000",
                "unsupported frontend protocol "
                    + (code >>> 16)
                    + "."
                    + (code & 0xffff)
                    + ": server supports 3.0 to 3.2");
          } else {
            converse(context, frame);
            given = true;
          }
        }
      }
    } finally {
      if (!given) {
        frame.release();
      }
    }
  }

  private void encrypt(ChannelHandlerContext context) {
    boolean encrypted = context.pipeline().get(TLS) != null;
    if (served.tls().isEmpty() || encrypted) {
      say(context, 'N');
      return;
    }
    if (decoder.hasMore()) {
      // Somebody between us might have put it there, to be taken for what came encrypted.
      refuse(context, "08P01", "received unencrypted data after SSL request");
      return;
    }
    say(context, 'S');
    context.pipeline().addFirst(TLS, served.tls().get().asked().newHandler(context.alloc()));
  }

  private static void say(ChannelHandlerContext context, char answer) {
    context.writeAndFlush(context.alloc().buffer(1).writeByte(answer));
  }

  private void cancel(ChannelHandlerContext context, ByteBuf frame) {
    int secret = frame.readableBytes() - 12;
    if (secret > 0 && secret <= LONGEST_SECRET) {
      int process = frame.getInt(frame.readerIndex() + 8);
      byte[] key = ByteBufUtil.getBytes(frame, frame.readerIndex() + 12, secret);
      workers.execute(
          () -> {
            served.clients().cancel(process, key);
            context.channel().close();
          });
    } else {
      context.close();
    }
  }

  private static void refuse(ChannelHandlerContext context, String state, String message) {
    context
        .writeAndFlush(LastWords.of(context.channel(), ErrorFields.fatal(state, message)))
        .addListener(ChannelFutureListener.CLOSE);
  }

  /** From here on a conversation answers, on workers; the first thing that it gets is this. */
  private void converse(ChannelHandlerContext context, ByteBuf frame) {
    boolean encrypted = context.pipeline().get(TLS) != null;
    Reply reply = new Reply(context.channel());
    PostgreSqlConversation conversation =
        new PostgreSqlConversation(
            served,
            new BackendMessages(reply),
            encrypted,
            () -> {
              decoder.loggedIn();
              context.executor().execute(this::inTime);
            });
    decoder.typed();
    context.pipeline().addLast("mailbox", new Mailbox(workers, conversation));
    context.fireChannelRead(frame);
    context.pipeline().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    // As a handshake of TLS that has failed: there is nothing that the client would understand.
    context.close();
  }
}
