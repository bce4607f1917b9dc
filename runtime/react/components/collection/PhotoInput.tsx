import { CameraOutlined, DeleteOutlined, PictureOutlined } from '@ant-design/icons';
import { Button, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type UploadedFile, useFormView } from '../../renderer/form-view-context';
import { useFormText } from '../../renderer/text';
import { type InputProps, componentProp } from '../input-props';
import { stampedPhoto } from './stamped-photo';
import './photo.css';

const MOST = 9;

/** Photos, taken or chosen: made smaller, stamped with their time, and sent one after the other. */
export function PhotoInput(props: InputProps) {
  const t = useFormText();
  const { upload, fileAddress } = useFormView();
  const camera = useRef<HTMLInputElement>(null);
  const album = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const taken = useTakenHere();
  const photos = Array.isArray(props.value) ? (props.value as UploadedFile[]) : [];
  const limit = componentProp(props.field, 'maxCount', MOST);
  const words = componentProp(props.field, 'stamp', '');

  const take = async (input: HTMLInputElement): Promise<void> => {
    const chosen = [...(input.files ?? [])].slice(0, limit - photos.length);
    input.value = '';
    if (chosen.length === 0) return;
    setBusy(true);
    setFailure(null);
    const sent = [...photos];
    for (const file of chosen) {
      try {
        const photo = await stampedPhoto(file, words, t);
        const uploaded = await upload(photo);
        taken.remember(uploaded.fileId, photo);
        sent.push(uploaded);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        setFailure(t('uploadFailed', { name: file.name, reason }));
      }
    }
    setBusy(false);
    props.onChange(sent.length === 0 ? undefined : sent);
    props.onBlur();
  };
  const chooser = { type: 'file', hidden: true, accept: 'image/*' } as const;
  const isFull = photos.length >= limit;

  return (
    <div className="banshi-photos" role="group" aria-describedby={props.describedBy}>
      {photos.map((photo, index) => (
        <figure className="banshi-photo" key={photo.fileId}>
          <PhotoPicture
            address={fileAddress(photo.fileId) ?? taken.addressOf(photo.fileId)}
            name={photo.name}
            label={t('photoNumber', { number: index + 1 })}
            isWaiting={fileAddress(photo.fileId) === null}
          />
          <Button
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t('remove')} ${t('photoNumber', { number: index + 1 })}`}
            onClick={() => {
              const left = photos.filter((one) => one.fileId !== photo.fileId);
              props.onChange(left.length === 0 ? undefined : left);
            }}
          />
        </figure>
      ))}
      <input
        {...chooser}
        ref={camera}
        capture="environment"
        onChange={(event) => void take(event.target)}
      />
      <input {...chooser} ref={album} multiple onChange={(event) => void take(event.target)} />
      <div className="banshi-photo-actions">
        <Button
          id={props.id}
          icon={<CameraOutlined />}
          loading={busy}
          disabled={isFull}
          onClick={() => camera.current?.click()}
        >
          {t('photoTake')}
        </Button>
        <Button
          icon={<PictureOutlined />}
          disabled={isFull || busy}
          onClick={() => album.current?.click()}
        >
          {t('photoChoose')}
        </Button>
        <Typography.Text type="secondary">
          {t('photoCount', { count: photos.length, limit })}
        </Typography.Text>
      </div>
      {failure === null ? null : (
        <Typography.Text type="danger" role="alert">
          {failure}
        </Typography.Text>
      )}
    </div>
  );
}

/** A small picture that opens the whole one; a name where there is nothing to show yet. */
export function PhotoPicture({
  address,
  name,
  label,
  isWaiting,
}: {
  readonly address: string | null;
  readonly name: string;
  readonly label: string;
  /** Not sent yet: there is no line. */
  readonly isWaiting: boolean;
}) {
  const t = useFormText();
  return (
    <>
      {address === null ? (
        <span className="banshi-photo-name">{name}</span>
      ) : (
        <a href={address} target="_blank" rel="noreferrer" title={name}>
          <img src={address} alt={label} loading="lazy" />
        </a>
      )}
      {isWaiting ? <figcaption>{t('uploadLater')}</figcaption> : null}
    </>
  );
}

/** Pictures taken on this page, which can be shown before they have been sent. */
function useTakenHere() {
  const addresses = useRef(new Map<string, string>());
  useEffect(() => {
    const { current } = addresses;
    return () => {
      for (const address of current.values()) URL.revokeObjectURL(address);
      current.clear();
    };
  }, []);
  return {
    remember: (fileId: string, photo: File): void => {
      addresses.current.set(fileId, URL.createObjectURL(photo));
    },
    addressOf: (fileId: string): string | null => addresses.current.get(fileId) ?? null,
  };
}
