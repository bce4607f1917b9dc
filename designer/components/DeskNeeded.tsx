import { Button, Result } from 'antd';
import { useSyncExternalStore } from 'react';
import { Link } from 'react-router-dom';
import { t } from '../text';

const desk = window.matchMedia('(min-width: 900px)');

function subscribe(listener: () => void): () => void {
  desk.addEventListener('change', listener);
  return () => desk.removeEventListener('change', listener);
}

/** Whether the window is wide enough for drawing and form design. */
export function useIsDesk(): boolean {
  return useSyncExternalStore(subscribe, () => desk.matches);
}

/** What a phone shows in place of the designer. */
export function DeskNeeded({ title }: { readonly title: string }) {
  return (
    <main>
      <Result
        status="info"
        title={t('deskNeeded')}
        subTitle={t('deskNeededHelp', { title })}
        extra={[
          <Button key="portal" type="primary" href="/">
            {t('toPortal')}
          </Button>,
          <Link key="packages" to="/">
            <Button tabIndex={-1}>{t('packages')}</Button>
          </Link>,
        ]}
      />
    </main>
  );
}
