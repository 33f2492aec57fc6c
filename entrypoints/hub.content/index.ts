/**
 * The content script: on Docker Hub's pages it shows what each tag points to. It only wires; src/page does the work,
 * and the worker knows the answers.
 */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { connectPage } from '../../src/messaging/client.ts';
import { startController } from '../../src/page/controller.ts';
import { createLifetime, unbounded } from '../../src/page/lifetime.ts';
import { startPulse } from '../../src/page/pulse.ts';
import { onLook } from '../../src/platform/attention.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemConnectivity } from '../../src/platform/connectivity.ts';
import { pageBrowser, pageMessage } from '../../src/platform/page-browser.ts';
import { portOpener } from '../../src/platform/ports.ts';
import { createText } from '../../src/text/text.ts';
import {
  clearAnnotation,
  drawAnnotation,
  reserveAnnotation,
} from '../../src/ui/annotation/draw.tsx';
import { clearLine, drawLine, reserveLine } from '../../src/ui/line/draw-line.tsx';

export default defineContentScript({
  matches: ['https://hub.docker.com/*'],
  // Token, connections and the first page of the web API take as long as the site takes to get its rows: side by side.
  runAt: 'document_start',
  main() {
    const ending = new AbortController();
    const { signal } = ending;
    const opener = portOpener(pageBrowser);
    const isFirefox = pageBrowser.runtime.getURL('').startsWith('moz-extension:');
    const onOrphaned = () => ending.abort();
    const controller = startController(
      {
        document,
        text: createText(pageMessage),
        lifetime: isFirefox ? createLifetime(document, signal) : unbounded,
        connect: (heard) =>
          connectPage({
            opener,
            clock: systemClock,
            onBack: systemConnectivity.onBack,
            onLook,
            ...heard,
          }),
        painter: {
          reserve: reserveAnnotation,
          draw: drawAnnotation,
          clear: clearAnnotation,
          line: { reserve: reserveLine, draw: drawLine, clear: clearLine },
        },
        isAlive: opener.alive,
      },
      signal,
      onOrphaned,
    );
    startPulse({ isAlive: opener.alive, onOrphaned, ...controller }, signal);
  },
});
