import { dateTimeAt } from '../../../kernel';
import type { FormText } from '../../renderer/text';

/** The longer side of what is sent, in pixels: enough to read a meter or a crack in a wall. */
const LONGEST = 1_600;
const QUALITY = 0.8;
const TYPE = 'image/jpeg';

/**
 * A photo as it is sent: turned upright, made smaller, and with the time at which it was taken at its lower left. Whatever
 * the browser cannot draw is sent as it is.
 */
export async function stampedPhoto(file: File, words: string, t: FormText): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    () => null,
  );
  if (picture === null) return file;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext('2d');
  if (pen === null) return file;
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  stamp(pen, [timeOf(file, t), words].filter((part) => part !== '').join('　'));
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, TYPE, QUALITY));
  if (blob === null) return file;
  const name = file.name.replace(/\.\w+$/, '');
  return new File([blob], `${name === '' ? 'photo' : name}.jpg`, {
    type: TYPE,
    lastModified: file.lastModified,
  });
}

/** When the file was made: a camera makes it as the photo is taken. */
function timeOf(file: File, t: FormText): string {
  const [date = '', clock = ''] = dateTimeAt(file.lastModified).split(' ');
  const [year = '', month = '', day = ''] = date.split('-');
  const time = clock.slice(0, 5);
  return t('photoStamp', { year, month: Number(month), day: Number(day), time });
}

function stamp(pen: CanvasRenderingContext2D, text: string): void {
  const { width, height } = pen.canvas;
  const size = Math.max(14, Math.round(Math.min(width, height) / 28));
  pen.font = `${size}px sans-serif`;
  pen.textBaseline = 'bottom';
  pen.lineWidth = size / 6;
  pen.lineJoin = 'round';
  pen.strokeStyle = 'rgba(0, 0, 0, 0.75)';
  pen.fillStyle = '#ffd54a';
  const room = width - 2 * size;
  pen.strokeText(text, size, height - size / 2, room);
  pen.fillText(text, size, height - size / 2, room);
}
