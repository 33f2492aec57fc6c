import { defineContentScript } from 'wxt/utils/define-content-script';
import { browser } from '../../src/platform/browser.ts';
export default defineContentScript({
  matches: ['https://hub.docker.com/*'],
  main(ctx) {
    const ask = () => { const p = browser.runtime.connect({name:'x'}); p.onMessage.addListener((m) => { document.documentElement.setAttribute('data-probe', JSON.stringify(m)); }); };
    ask(); ctx.addEventListener(window, 'wxt:locationchange', ask);
  },
});
