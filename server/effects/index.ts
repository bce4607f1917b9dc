export { deliverOutbox } from './deliver';
