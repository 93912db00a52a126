/** A headless Chromium with WebGPU by its software renderer. */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));

/** What is used of playwright-core. */
interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<T>(expression: string): Promise<T>;
}
interface BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}
interface Playwright {
  readonly chromium: { launchPersistentContext(folder: string, options: object): Promise<BrowserContext> };
}

const args = [
  "--no-sandbox",
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function loadPlaywright(): Promise<Playwright | undefined> {
  const name: string = "playwright-core";
  try {
    return await import(name);
  } catch {
    return undefined;
  }
}

const playwright = executablePath === undefined ? undefined : await loadPlaywright();

export const hasChromium = playwright !== undefined;

/** Calls `use` with a page, which is closed afterwards. */
export async function withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "adopt-chromium-"));
  try {
    const options = { executablePath, headless: true, args };
    const context = await playwright!.chromium.launchPersistentContext(folder, options);
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
