/** The command under Node: the process around it. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { catalogLookup } from '../text/catalog.ts';
import { createText } from '../text/text.ts';
import { type ExitCode, supportedTagsCommand } from './command.ts';

/** Back to the line's beginning, and the line cleared (ECMA-48, EL). */
const CLEARED = '\r\u001b[K';

export async function main(args: readonly string[]): Promise<ExitCode> {
  const text = createText(catalogLookup(messages));
  const { stdout, stderr } = process;
  try {
    return await supportedTagsCommand(args, {
      fetch,
      clock: { now: () => Date.now(), sleep: (milliseconds) => sleep(milliseconds) },
      text,
      print: (output) => void stdout.write(output),
      writeFile: (path, content) => saved(resolve(startFolder(), path), content),
      say: (line) => void stderr.write(`${line}\n`),
      ...(stderr.isTTY && { progress: (line: string) => void stderr.write(`${CLEARED}${line}`) }),
    });
  } catch (thrown) {
    // Its message may quote an address or a header.
    const name = thrown instanceof Error ? thrown.name : typeof thrown;
    stderr.write(`${text('cliLine', text('cliBroken', name))}\n`);
    return 1;
  }
}

/** npm goes to the project's folder first, and says where it was called. */
function startFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

async function saved(path: string, content: string): Promise<string | undefined> {
  try {
    await writeFile(path, content);
    return undefined;
  } catch (thrown) {
    const hasCode = thrown instanceof Error && 'code' in thrown;
    return hasCode ? String(thrown.code) : 'EIO';
  }
}
