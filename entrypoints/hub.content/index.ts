/**
 * The content script: on Docker Hub's pages it shows what each tag points to. It only wires; src/page does the work,
 * and the worker knows the answers.
 */
import { defineContentScript } from 'wxt/utils/define-content-script';
import { connectPage } from '../../src/messaging/client.ts';
import { startController } from '../../src/page/controller.ts';
import { createLifetime, unbounded } from '../../src/page/lifetime.ts';
import { onLook } from '../../src/platform/attention.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { systemConnectivity } from '../../src/platform/connectivity.ts';
import { pageBrowser } from '../../src/platform/page-browser.ts';
import { portOpener } from '../../src/platform/ports.ts';
import { createText } from '../../src/text/text.ts';
import {
  clearAnnotation,
  drawAnnotation,
  reserveAnnotation,
} from '../../src/ui/annotation/draw.tsx';
import { clearLine, drawLine, reserveLine } from '../../src/ui/line/draw-line.tsx';

/** Milliseconds: an orphan in Chromium notices itself within this time (test/CONTRACT.md, "Manners"). */
const PULSE = 1000;

export default defineContentScript({
  matches: ['https://hub.docker.com/*'],
  runAt: 'document_end',
  // The page has no business hearing of us.
  noScriptStartedPostMessage: true,
  main(context) {
    const opener = portOpener(pageBrowser);
    const isFirefox = pageBrowser.runtime.getURL('').startsWith('moz-extension:');
    const orphaned = () => context.abort();
    const controller = startController(
      {
        document,
        text: createText((key, substitutions) => pageBrowser.i18n.getMessage(key, substitutions)),
        lifetime: isFirefox ? createLifetime(document, context.signal) : unbounded,
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
      context.signal,
      orphaned,
    );
    // The location event comes before the address has changed. Not the context's own timer: that leaves a listener on
    // its signal for each call (wxt 0.21), one for every page a person goes to. After the end a look does nothing.
    const check = () => setTimeout(controller.checkAddress, 0);
    context.addEventListener(window, 'wxt:locationchange', check);
    context.setInterval(() => opener.alive() || orphaned(), PULSE);
  },
});
