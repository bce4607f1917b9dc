import { Empty, Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { useErrorText } from '../../components/States';

/** Finds colleagues by name; their posts tell people of one name apart. */
export function ColleaguePicker({
  id,
  several,
  value,
  onChange,
}: {
  readonly id: string;
  readonly several: boolean;
  readonly value: readonly string[];
  readonly onChange: (people: readonly string[]) => void;
}) {
  const t = useText();
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useQuery('listColleagues', { query: { q } });
  // Those who are chosen keep their names while one looks for others.
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const options = (found.data ?? []).map(({ id: person, name, post }) => ({
    value: person,
    label: name,
    post,
  }));
  const known = new Set(options.map((one) => one.value));
  const chosen = value
    .filter((person) => !known.has(person))
    .map((person) => ({ value: person, label: names.get(person) ?? person, post: '' }));
  return (
    <Select
      id={id}
      className="wide"
      {...(several ? { mode: 'multiple' as const } : {})}
      showSearch
      filterOption={false}
      searchValue={typed}
      onSearch={setTyped}
      placeholder={t('operation.findPeople')}
      value={several ? [...value] : (value[0] ?? null)}
      options={[...chosen, ...options]}
      optionRender={({ data }) => (
        <span className="colleague">
          {data.label} <small className="muted">{data.post}</small>
        </span>
      )}
      notFoundContent={
        found.error === undefined ? (
          found.data === undefined ? (
            <Spin size="small" />
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('operation.nobody')} />
          )
        ) : (
          errorText(found.error).detail
        )
      }
      onChange={(next: string | readonly string[]) => {
        const people = typeof next === 'string' ? [next] : next;
        setNames(new Map([...names, ...options.map((one) => [one.value, one.label] as const)]));
        setTyped('');
        onChange(people);
      }}
    />
  );
}
