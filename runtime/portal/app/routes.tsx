import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router-dom';
import { RouteFailure } from './RouteFailure';
import { Shell } from './Shell';

/** A scene that loads when it is first opened. */
function scene(load: () => Promise<ComponentType>) {
  return async () => ({ Component: await load() });
}

export const router = createBrowserRouter([
  {
    path: '/print/submissions/:submissionId',
    ErrorBoundary: RouteFailure,
    HydrateFallback: () => null,
    lazy: scene(async () => (await import('../scenes/print/PrintSubmission')).PrintSubmission),
  },
  {
    path: '/',
    Component: Shell,
    ErrorBoundary: RouteFailure,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: scene(async () => (await import('../scenes/today/Today')).Today) },
      {
        path: 'tasks',
        lazy: scene(async () => (await import('../scenes/work/WorkList')).WorkList),
      },
      { path: 'done', lazy: scene(async () => (await import('../scenes/work/DoneList')).DoneList) },
      {
        path: 'tasks/:taskId',
        lazy: scene(async () => (await import('../scenes/work/TaskPage')).TaskPage),
      },
      {
        path: 'outbox',
        lazy: scene(async () => (await import('../scenes/outbox/OutboxList')).OutboxList),
      },
      { path: 'mine', lazy: scene(async () => (await import('../scenes/cases/MyCases')).MyCases) },
      {
        path: 'start',
        lazy: scene(async () => (await import('../scenes/matters/MatterList')).MatterList),
      },
      {
        path: 'start/:packageKey/:processId/:startEventId/import',
        lazy: scene(async () => (await import('../scenes/matters/ImportPage')).ImportPage),
      },
      {
        path: 'drafts/:draftId',
        lazy: scene(async () => (await import('../scenes/matters/MatterPage')).MatterPage),
      },
      {
        path: 'cases/:caseId',
        lazy: scene(async () => (await import('../scenes/cases/CasePage')).CasePage),
      },
      {
        path: 'households',
        lazy: scene(async () => (await import('../scenes/records/HouseholdList')).HouseholdList),
      },
      {
        path: 'households/:recordId',
        lazy: scene(async () => (await import('../scenes/records/HouseholdPage')).HouseholdPage),
      },
      {
        path: 'ledgers',
        lazy: scene(async () => (await import('../scenes/ledgers/LedgerList')).LedgerList),
      },
      {
        path: 'ledgers/:ledgerKey',
        lazy: scene(async () => (await import('../scenes/ledgers/LedgerPage')).LedgerPage),
      },
      {
        path: 'notices',
        lazy: scene(async () => (await import('../scenes/notices/NoticeList')).NoticeList),
      },
      {
        path: 'absences',
        lazy: scene(async () => (await import('../scenes/absences/Absences')).Absences),
      },
      { path: 'me', lazy: scene(async () => (await import('../scenes/me/Me')).Me) },
      {
        path: '*',
        lazy: scene(async () => (await import('../scenes/not-found/NotFound')).NotFound),
      },
    ],
  },
]);
