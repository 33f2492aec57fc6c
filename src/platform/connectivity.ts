/** Whether the machine believes that it has a network. `false` is reliable, `true` is a hope (HTML, `navigator.onLine`). */
export interface Connectivity {
  online(): boolean;
  /** Calls each time the network comes back; the returned function ends it. */
  onBack(call: () => void): () => void;
}

/** Works in a page, in Firefox's event page and in a service worker: all have `navigator` and the `online` event. */
export const systemConnectivity: Connectivity = {
  online: () => globalThis.navigator.onLine,
  onBack(call) {
    const heard = () => call();
    globalThis.addEventListener('online', heard);
    return () => globalThis.removeEventListener('online', heard);
  },
};
