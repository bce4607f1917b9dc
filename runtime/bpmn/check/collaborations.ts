import { flag, list } from '../moddle';
import type { Rule } from './rule';

/** What only a collaboration of participants may hold. */
const CONTENTS = [
  'conversations',
  'participantAssociations',
  'messageFlowAssociations',
  'conversationAssociations',
  'artifacts',
];

/** Collaborations and their kinds (BPMN 2.0.2 §9.2, §9.5.5, §11.4). */
export const checkCollaborations: Rule = (file, report) => {
  for (const collaboration of file.ofType('bpmn:Collaboration')) {
    const choreographies = list(collaboration, 'choreographyRef');
    const isPlain = collaboration.$type === 'bpmn:Collaboration';
    if (!isPlain && choreographies.length > 0) report('BPMN-CO5', collaboration);
    if (collaboration.$type === 'bpmn:GlobalConversation') {
      const holds = CONTENTS.some((name) => list(collaboration, name).length > 0);
      if (holds) report('BPMN-CO6', collaboration);
    }
    const closed = flag(collaboration, 'isClosed', false);
    if (isPlain && choreographies.some((one) => flag(one, 'isClosed', false) !== closed)) {
      report('BPMN-CO7', collaboration);
    }
  }
};
