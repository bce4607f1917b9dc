/** A server process that is measured: on the store at `MONGODB_URI`, `CLOCK_OFFSET` milliseconds from the system's clock. */
import { join } from 'node:path';
import { pino } from 'pino';
import { startServer } from '../../../server/start-server';

const offset = Number(process.env['CLOCK_OFFSET'] ?? 0);
const server = await startServer({
  mongodbUri: process.env['MONGODB_URI'] ?? '',
  host: '127.0.0.1',
  port: 0,
  demo: true,
  root: join(import.meta.dirname, '../../..'),
  filesDirectory: join(process.env['DATA_DIR'] ?? '', 'files'),
  logger: pino({ level: process.env['LOG_LEVEL'] ?? 'error' }, pino.destination(2)),
  clock: () => Date.now() + offset,
  web: false,
});
process.on('SIGTERM', () => {
  void server.stop().then(() => process.exit(0));
});
console.log(JSON.stringify({ url: server.url }));
