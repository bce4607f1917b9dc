/** What is old once a step was taken. */
export const caseAnswers = [
  'listTasks',
  'getToday',
  'getCase',
  'getCaseDiagram',
  'listCases',
  'listRecords',
  'getDossier',
  'getLedger',
  'listLedgers',
  'listNotices',
] as const;
