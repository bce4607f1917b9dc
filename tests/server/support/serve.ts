/**
 * A server process that a test may kill. Its clock runs from the instant in the file `CLOCK_FILE` (milliseconds to add to
 * the system's), so that a test can let days pass, and is wrong by `CLOCK_ERROR` milliseconds. On the store at
 * `MONGODB_URI`, or on one of its own. Prints its address as one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEmbeddedStore } from '../../../server/embedded-store';
import { startServer } from '../../../server/start-server';

const dataDir = process.env['DATA_DIR'] ?? '';
const clockFile = process.env['CLOCK_FILE'] ?? '';
const clockError = Number(process.env['CLOCK_ERROR'] ?? 0);
const mongodbUri =
  process.env['MONGODB_URI'] ?? (await startEmbeddedStore({ dataDir: join(dataDir, 'store') })).uri;
const machineClock = (): number => Date.now() + clockError;
const server = await startServer({
  mongodbUri,
  host: '127.0.0.1',
  port: 0,
  demo: true,
  root: join(import.meta.dirname, '../../..'),
  filesDirectory: join(dataDir, 'files'),
  logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
  clock: () => machineClock() + Number(readFileSync(clockFile, 'utf8')),
  machineClock,
  web: false,
});
console.log(JSON.stringify({ url: server.url }));
