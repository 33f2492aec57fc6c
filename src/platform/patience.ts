/** Waiting and chance, for whoever asks a second time. */
export const systemPatience = {
  /** Resolves after so many milliseconds, or as soon as the signal fires. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, milliseconds);
      signal?.addEventListener('abort', over);
      if (signal?.aborted) over();
    });
  },
  /** From 0 to below 1. */
  random: () => Math.random(),
};
