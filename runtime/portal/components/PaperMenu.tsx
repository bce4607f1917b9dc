import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useText } from '../app/preferences';

interface PaperMenuProps {
  readonly label: string;
  /** Where the file is, in either format. */
  readonly address: (format: 'pdf' | 'docx') => string;
  /** Names what is downloaded where several of these stand on one page. */
  readonly ariaLabel?: string;
  readonly quiet?: boolean;
}

/** Downloads a form on paper: a PDF to print, or a Word file to go on writing in. */
export function PaperMenu({ label, address, ariaLabel, quiet = false }: PaperMenuProps) {
  const t = useText();
  const items = (['pdf', 'docx'] as const).map((format) => ({
    key: format,
    label: (
      <a href={address(format)} download>
        {t(`paper.${format}`)}
      </a>
    ),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button
        type={quiet ? 'text' : 'default'}
        icon={<DownloadOutlined />}
        {...(ariaLabel === undefined ? {} : { 'aria-label': ariaLabel })}
      >
        {label}
      </Button>
    </Dropdown>
  );
}
