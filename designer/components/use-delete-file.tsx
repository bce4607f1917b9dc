import { App } from 'antd';
import { useNavigate } from 'react-router-dom';
import { useDraft } from '../api/draft-context';
import { type Referable, referencesTo } from '../api/references';
import { t } from '../text';

/**
 * Asks before a form, a process or a code list goes; one that other files still name stays. A process' worked examples go
 * with it.
 */
export function useDeleteFile(): (what: Referable, key: string, path: string) => void {
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const { store } = useDraft();
  return (what, key, path) => {
    const { content, files } = store.getSnapshot();
    const titleOf = (one: string): string =>
      content.files.find((file) => file.path === one)?.title ?? one;
    const references = referencesTo(what, key, files);
    const scenarios = references.filter((one) => one.startsWith('scenarios/'));
    const holding = references.filter((one) => !one.startsWith('scenarios/'));
    const list = (paths: readonly string[]) => (
      <ul className="reference-list">
        {paths.map((one) => (
          <li key={one}>{titleOf(one)}</li>
        ))}
      </ul>
    );
    if (holding.length > 0) {
      modal.warning({
        title: t('deleteUsed', { title: titleOf(path) }),
        content: (
          <>
            {t('deleteUsedHelp')}
            {list(holding)}
          </>
        ),
        okText: t('understood'),
      });
      return;
    }
    modal.confirm({
      title: t('deleteConfirm', { title: titleOf(path) }),
      content: (
        <>
          {t('deleteConfirmHelp')}
          {scenarios.length === 0 ? null : (
            <>
              <p>{t('deleteScenarios')}</p>
              {list(scenarios)}
            </>
          )}
        </>
      ),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('cancel'),
      onOk: async () => {
        await navigate(`/packages/${content.key}`);
        for (const one of [path, ...scenarios]) store.setFile(one, null);
      },
    });
  };
}
