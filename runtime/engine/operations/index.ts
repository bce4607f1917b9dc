export {
  addSigners,
  completeAside,
  delegateUserTask,
  openSignersAfter,
  removeSigner,
} from './aside';
export { openMembers } from './members';
export { type ModificationInstruction, modifyProcessInstance } from './modify';
export { leadsTo } from './reach';
export { resolveUserTask } from './resolve';
export { returnTargets, returnUserTask } from './send-back';
export { resumeProcessInstance, suspendProcessInstance } from './suspend';
export { copyProcessInstance, urgeProcessInstance } from './tell';
export { transferUserTask } from './transfer';
export { taskActivity } from './task-of';
export { withdrawUserTask } from './withdraw';
