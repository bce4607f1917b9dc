export { FormRenderer, type FormRendererProps } from './FormRenderer';
export type { ShownMessage } from './renderer/form-session';
export { revealPlace } from './renderer/reveal';
export type { FormLocale, UploadedFile } from './renderer/form-view-context';
