import { type UploadedFile, useFormView } from '../../renderer/form-view-context';
import type { DisplayProps } from '../display-props';
import { PhotoPicture } from './PhotoInput';
import './photo.css';

/** Photos where they cannot be changed. */
export function PhotoDisplay({ value, t }: DisplayProps) {
  const { fileAddress } = useFormView();
  const photos = Array.isArray(value) ? (value as UploadedFile[]) : [];
  return (
    <div className="banshi-photos">
      {photos.map((photo, index) => (
        <figure className="banshi-photo" key={photo.fileId}>
          <PhotoPicture
            address={fileAddress(photo.fileId)}
            name={photo.name}
            label={t('photoNumber', { number: index + 1 })}
            isWaiting={fileAddress(photo.fileId) === null}
          />
        </figure>
      ))}
    </div>
  );
}
