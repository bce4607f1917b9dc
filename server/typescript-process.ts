import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Runs TypeScript in another process, whatever the working directory is. */
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/**
 * Starts a module in a process of its own, for work that takes seconds of one CPU. Messages carry whatever structured
 * cloning does, bytes included.
 *
 * @param execArgv what Node itself is told, besides how to read TypeScript
 */
export function forkTypeScript(module: URL, execArgv: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(module), [], {
    execArgv: [...execArgv, '--import', loader],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
