import { MessageOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useText } from '../../app/preferences';

const phrases = [
  'phrase.agree',
  'phrase.true',
  'phrase.conditions',
  'phrase.incomplete',
  'phrase.recheck',
  'phrase.notMet',
] as const;

/** 常用语: what opinions usually say, one press each. */
export function PhrasePicker({ onPick }: { readonly onPick: (phrase: string) => void }) {
  const t = useText();
  return (
    <Dropdown
      trigger={['click']}
      placement="topRight"
      menu={{
        items: phrases.map((key) => ({ key, label: t(key), onClick: () => onPick(t(key)) })),
      }}
    >
      <Button icon={<MessageOutlined />}>{t('decision.phrases')}</Button>
    </Dropdown>
  );
}
