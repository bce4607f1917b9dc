import { CameraOutlined, DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Typography } from 'antd';
import { useRef, useState } from 'react';
import { type UploadedFile, useFormView } from '../../renderer/form-view-context';
import { useFormText } from '../../renderer/text';
import { type InputProps, componentProp } from '../input-props';

interface UploadInputProps extends InputProps {
  /** What the files are for, where one field takes them for several things. */
  readonly subject?: string;
}

/** Files, sent as they are chosen; a phone offers its camera. */
export function UploadInput({ subject, ...props }: UploadInputProps) {
  const t = useFormText();
  const { upload, fileAddress } = useFormView();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const files = Array.isArray(props.value) ? (props.value as UploadedFile[]) : [];
  const limit = componentProp(props.field, 'maxCount', 20);

  const send = async (chosen: FileList): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const sent = [...files];
    for (const file of [...chosen].slice(0, limit - files.length)) {
      try {
        sent.push(await upload(file));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        setFailure(t('uploadFailed', { name: file.name, reason }));
      }
    }
    setBusy(false);
    props.onChange(sent.length === 0 ? undefined : sent);
    props.onBlur();
  };

  return (
    <div className="banshi-upload">
      {files.map((file) => (
        <span className="banshi-file" key={file.fileId}>
          <FileName file={file} address={fileAddress(file.fileId)} />
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`${t('remove')} ${file.name}`}
            onClick={() => {
              const left = files.filter((one) => one.fileId !== file.fileId);
              props.onChange(left.length === 0 ? undefined : left);
            }}
          />
        </span>
      ))}
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={componentProp(props.field, 'accept', 'image/*,.pdf,.doc,.docx,.xls,.xlsx')}
        onChange={(event) => {
          if (event.target.files !== null && event.target.files.length > 0)
            void send(event.target.files);
          event.target.value = '';
        }}
      />
      <Button
        id={props.id}
        aria-describedby={props.describedBy}
        {...(subject === undefined ? {} : { 'aria-label': `${subject} ${t('uploadChoose')}` })}
        icon={<CameraOutlined />}
        loading={busy}
        disabled={files.length >= limit}
        onClick={() => picker.current?.click()}
      >
        {t('uploadChoose')}
      </Button>
      {failure === null ? null : <Typography.Text type="danger">{failure}</Typography.Text>}
    </div>
  );
}

function FileName({
  file,
  address,
}: {
  readonly file: UploadedFile;
  readonly address: string | null;
}) {
  const t = useFormText();
  if (address === null) {
    return (
      <span>
        <PaperClipOutlined /> {file.name} <small>{t('uploadLater')}</small>
      </span>
    );
  }
  return (
    <a href={address} target="_blank" rel="noreferrer">
      <PaperClipOutlined /> {file.name}
    </a>
  );
}
