/** The machine that the browser runs on, as far as the extension API tells. */

/** The part of the extension API that is used here. */
export interface MachineApi {
  readonly runtime: { getPlatformInfo(): Promise<{ readonly arch: string }> };
}

/** The browser's own word for the processor: `x86-64`, `arm64` (Chromium), `aarch64` (Firefox), … */
export async function machineArchitecture(browser: MachineApi): Promise<string> {
  const info = await browser.runtime.getPlatformInfo();
  return info.arch;
}
