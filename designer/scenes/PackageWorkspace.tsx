import { Spin } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { Route, Routes, useParams } from 'react-router-dom';
import { DraftProvider, useDraft } from '../api/draft-context';
import { DraftStore } from '../api/draft-store';
import { DeskNeeded, useIsDesk } from '../components/DeskNeeded';
import { Failure } from '../components/Failure';
import { MissingFile } from '../components/MissingFile';
import { ConflictBar } from './ConflictBar';
import { Dictionary } from './Dictionary';
import { FormScene } from './FormScene';
import { Overview } from './Overview';
import { Parameters } from './Parameters';
import { ProcessScene } from './ProcessScene';
import { Publish } from './Publish';
import { Scenarios } from './Scenarios';
import { Versions } from './Versions';
import { WorkspaceBar } from './WorkspaceBar';
import { WorkspaceRail } from './WorkspaceRail';

/** One package's draft: what it holds on the left, what is being edited in the middle, its state above. */
export function PackageWorkspace() {
  const { packageKey = '' } = useParams();
  const [store, setStore] = useState<DraftStore | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((count) => count + 1), []);

  useEffect(() => {
    let opened: DraftStore | null = null;
    let left = false;
    setFailure(null);
    DraftStore.open(packageKey).then(
      (draft) => {
        opened = draft;
        if (left) draft.dispose();
        else setStore(draft);
      },
      (error: unknown) => {
        if (!left) setFailure(error);
      },
    );
    return () => {
      left = true;
      opened?.dispose();
      setStore(null);
    };
  }, [packageKey, turn]);

  if (failure !== null) return <Failure error={failure} onRetry={reload} />;
  if (store === null) return <Spin size="large" className="page-spin" />;
  return (
    <DraftProvider value={store}>
      <Workspace onReload={reload} />
    </DraftProvider>
  );
}

/** At a desk, the parts of the workspace; a phone gets a calm notice instead of a cramped designer. */
function Workspace({ onReload }: { readonly onReload: () => void }) {
  const { draft } = useDraft();
  const isDesk = useIsDesk();
  if (!isDesk) return <DeskNeeded title={draft.content.title} />;
  return (
    <div className="workspace">
      <div className="workspace-head">
        <WorkspaceBar />
        <ConflictBar />
      </div>
      <WorkspaceRail />
      <main className="workspace-main">
        <Routes>
          <Route path="/" element={<Overview onDiscarded={onReload} />} />
          <Route path="/forms/:fileKey" element={<FormScene />} />
          <Route path="/processes/:fileKey" element={<ProcessScene />} />
          <Route path="/parameters" element={<Parameters />} />
          <Route path="/dictionaries/:fileKey" element={<Dictionary />} />
          <Route path="/scenarios" element={<Scenarios />} />
          <Route path="/versions" element={<Versions />} />
          <Route path="/publish" element={<Publish onPublished={onReload} />} />
          <Route path="*" element={<MissingFile />} />
        </Routes>
      </main>
    </div>
  );
}
