export { Printer } from './printer';
