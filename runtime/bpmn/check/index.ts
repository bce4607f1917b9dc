export { checkDefinitions } from './check-definitions';
