package io.canopydb.proxy.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a connection's frames and has them answered one after the other, on a worker. What waits is
 * bounded: where a client sends more than is answered, nothing more is read from it.
 */
public final class Mailbox extends ChannelInboundHandlerAdapter implements Workers.Guest {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  /** How many bytes and frames may wait before no more are read. */
  private static final long MOST_BYTES = 256 * 1024;

  private static final int MOST_FRAMES = 256;

  /** What stands in the queue for a request to leave. */
  private static final Object LEAVE = new Object();

  private final Workers workers;
  private final Conversation conversation;

  // Guarded by this.
  private final Deque<Object> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean working;
  private boolean closed;
  private boolean ended;

  private volatile Runnable readOn = () -> {};
  private volatile Runnable close = () -> {};

  public Mailbox(Workers workers, Conversation conversation) {
    this.workers = workers;
    this.conversation = conversation;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    readOn =
        () -> {
          if (!context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
          }
        };
    close = () -> context.channel().close();
    workers.add(this);
    if (!context.channel().isActive()) {
      channelInactive(context);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf frame = (ByteBuf) message;
    boolean much;
    synchronized (this) {
      if (closed) {
        frame.release();
        return;
      }
      waiting.add(frame);
      waitingBytes += frame.readableBytes();
      much = tooMuch();
    }
    if (much) {
      context.channel().config().setAutoRead(false);
    }
    work();
  }

  private boolean tooMuch() {
    return waitingBytes > MOST_BYTES || waiting.size() > MOST_FRAMES;
  }

  @Override
  public void leave() {
    synchronized (this) {
      if (closed) {
        return;
      }
      waiting.add(LEAVE);
    }
    work();
  }

  @Override
  public void close() {
    close.run();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      forget();
    }
    conversation.hangUp();
    work();
  }

  private void forget() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    waitingBytes = 0;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    LOG.debug("The connection of {} failed", context.channel().remoteAddress(), failure);
    context.close();
  }

  private void work() {
    synchronized (this) {
      if (working || ended || (waiting.isEmpty() && !closed)) {
        return;
      }
      working = true;
    }
    workers.execute(this::answerAll);
  }

  private void answerAll() {
    for (Object next = take(); next != null; next = take()) {
      answer(next);
    }
    boolean last;
    synchronized (this) {
      last = closed && !ended;
      ended |= closed;
    }
    if (last) {
      workers.remove(this);
      conversation.end();
    }
  }

  private @Nullable Object take() {
    boolean again = false;
    Object next;
    synchronized (this) {
      boolean was = tooMuch();
      next = waiting.poll();
      if (next instanceof ByteBuf frame) {
        waitingBytes -= frame.readableBytes();
      }
      again = was && !tooMuch();
      if (next == null) {
        working = false;
      }
    }
    if (again) {
      readOn.run();
    }
    return next;
  }

  private void answer(Object next) {
    try {
      if (next == LEAVE) {
        conversation.leave();
      } else {
        conversation.answer((ByteBuf) next);
      }
    } catch (ClientGoneException e) {
      close.run();
    } catch (Exception e) {
      LOG.warn("A conversation failed, and its connection is closed", e);
      close.run();
    } catch (Error e) {
      close.run();
      throw e;
    } finally {
      if (next != LEAVE) {
        ReferenceCountUtil.release(next);
      }
    }
  }
}
