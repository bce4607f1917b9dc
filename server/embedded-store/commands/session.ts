import { ObjectId, type Document } from 'bson';
import { MAX_DOCUMENT_BYTES } from '../values/codec';
import { MAX_MESSAGE_BYTES } from '../wire/message';
import { MAX_STATEMENTS, type Command } from './context';

const processId = new ObjectId();

function hello({ store }: { store: { host: string } }): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: 'rs0',
    setVersion: 1,
    electionId: processId,
    hosts: [store.host],
    primary: store.host,
    me: store.host,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_STATEMENTS,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
  };
}

const anyHello: Command = {
  options: [
    'helloOk',
    'client',
    'compression',
    'loadBalanced',
    'saslSupportedMechs',
    'topologyVersion',
    'maxAwaitTimeMS',
    'speculativeAuthenticate',
    'backpressure',
  ],
  run: hello,
};

const nothing: Command = { options: [], run: () => ({}) };

export const sessionCommands = {
  hello: anyHello,
  isMaster: anyHello,
  ismaster: anyHello,
  ping: nothing,
  endSessions: nothing,
  buildInfo: {
    options: [],
    run: () => ({
      version: '7.0.0',
      versionArray: [7, 0, 0, 0],
      modules: ['embedded'],
      bits: 64,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    }),
  },
} satisfies Record<string, Command>;
