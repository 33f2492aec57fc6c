import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../src/platform/browser.ts';
export default defineBackground(() => {
  browser.runtime.onConnect.addListener((port) => { console.log('sender', port.sender?.url, port.sender?.tab?.url); port.postMessage({url: port.sender?.url, tab: port.sender?.tab?.url}); });
});
