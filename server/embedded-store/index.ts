export { StoreLockedError } from './folder-lock';
export { keepStoreRunning } from './keep-running';
export { type EmbeddedStore, type EmbeddedStoreOptions, startEmbeddedStore } from './start';
