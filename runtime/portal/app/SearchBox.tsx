import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi } from '../api/ApiProvider';
import { CaseStateTag, ToneTag } from '../components/Marks';
import { useText } from './preferences';
import { useMay } from './SessionProvider';
import './shell.css';

interface Group {
  readonly label: string;
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: React.ReactNode }>;
}

/** Finds households and cases by name, identity number or number, from anywhere. */
export function SearchBox() {
  const t = useText();
  const navigate = useNavigate();
  const { client } = useApi();
  const mayReadHouseholds = useMay('household.read');
  const [text, setText] = useState('');
  const [groups, setGroups] = useState<readonly Group[]>([]);
  useEffect(() => {
    const q = text.trim();
    if (q.length < 2 || q.startsWith('/')) {
      setGroups([]);
      return undefined;
    }
    let gone = false;
    const timer = setTimeout(() => {
      void find(q).then((found) => {
        if (!gone) setGroups(found);
      });
    }, 250);
    return () => {
      gone = true;
      clearTimeout(timer);
    };

    async function find(wanted: string): Promise<readonly Group[]> {
      const query = { q: wanted, page: 1, pageSize: 6 };
      const [households, cases] = await Promise.allSettled([
        mayReadHouseholds ? client.call('listRecords', { query }) : Promise.resolve(undefined),
        client.call('listCases', { query: { ...query, view: 'all' } }),
      ]);
      const found: Group[] = [];
      if (households.status === 'fulfilled' && (households.value?.items.length ?? 0) > 0) {
        found.push({
          label: t('nav.households'),
          options: (households.value?.items ?? []).map((one) => ({
            value: `/households/${one.id}`,
            label: (
              <span className="found">
                <strong>{one.label}</strong>
                <span className="muted">{one.unitName}</span>
                <ToneTag tone={one.tone}>{one.status}</ToneTag>
              </span>
            ),
          })),
        });
      }
      if (cases.status === 'fulfilled' && cases.value.items.length > 0) {
        found.push({
          label: t('search.cases'),
          options: cases.value.items.map((one) => ({
            value: `/cases/${one.id}`,
            label: (
              <span className="found">
                <strong>{one.title}</strong>
                <span className="muted">{one.number}</span>
                <CaseStateTag of={one} />
              </span>
            ),
          })),
        });
      }
      return found;
    }
  }, [client, mayReadHouseholds, t, text]);
  return (
    <AutoComplete
      className="search-box"
      value={text}
      options={groups as Group[] as never}
      onChange={(value: string) => setText(value.startsWith('/') ? '' : value)}
      onSelect={(value: string) => void navigate(value)}
      notFoundContent={
        text.trim().length >= 2 ? <span className="muted">{t('search.nothing')}</span> : null
      }
    >
      <Input
        prefix={<SearchOutlined className="muted" />}
        placeholder={t('search.all')}
        aria-label={t('search.all')}
      />
    </AutoComplete>
  );
}
