/**
 * One request has two reasons to end early: the asker no longer wants it, or the other side takes too long. Both are
 * one `AbortSignal` for `fetch`, and the reason stays readable, because the person is told different things.
 */
type EndedBy = 'asker' | 'time';

export interface Deadline {
  /** Give this to `fetch`: it fires on either reason. */
  readonly signal: AbortSignal;
  /** Why the signal fired; `undefined` while it has not. */
  endedBy(): EndedBy | undefined;
  /** Something came: the time begins anew, but for the time in all. */
  restart(): void;
  /** Fires the signal without a reason of the two: what is still under way is of no use. */
  stop(): void;
  /** Ends the timers and lets go of the asker's signal. To be called once the request is over. */
  release(): void;
}

/**
 * @param milliseconds time until `endedBy` is `time`, counted from this call or from the last `restart`
 * @param inAll the same, counted from this call, whatever is restarted
 */
export function startDeadline(
  milliseconds: number,
  inAll: number,
  asker: AbortSignal | undefined,
): Deadline {
  const controller = new AbortController();
  let reason: EndedBy | undefined;
  const end = (why: EndedBy): void => {
    reason ??= why;
    controller.abort();
  };
  const onAsker = (): void => end('asker');
  const last = setTimeout(end, inAll, 'time');
  let timer = setTimeout(end, milliseconds, 'time');
  asker?.addEventListener('abort', onAsker, { once: true });
  if (asker?.aborted === true) onAsker();
  return {
    signal: controller.signal,
    endedBy: () => reason,
    restart() {
      clearTimeout(timer);
      timer = setTimeout(end, milliseconds, 'time');
    },
    stop() {
      controller.abort();
    },
    release() {
      clearTimeout(timer);
      clearTimeout(last);
      asker?.removeEventListener('abort', onAsker);
    },
  };
}

/** Settled like `work`, or rejected as soon as the signal fires: a `fetch` that does not listen holds nobody up. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(new DOMException('aborted', 'AbortError'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
