import type { MessageTable } from './format';

/** Words for values that consist of parts, on screens and on paper. */
export const formValueMessages = {
  checklistNone: { zh: '共 {all} 项，都没有提供', en: 'none of {all} provided' },
  checklistProvided: {
    zh: '已提供 {provided} 项，共 {all} 项：{names}',
    en: '{provided} of {all} provided: {names}',
  },
  east: { zh: '东经 {degrees}°', en: '{degrees}° E' },
  west: { zh: '西经 {degrees}°', en: '{degrees}° W' },
  north: { zh: '北纬 {degrees}°', en: '{degrees}° N' },
  south: { zh: '南纬 {degrees}°', en: '{degrees}° S' },
  accuracy: { zh: '误差约 {metres} 米', en: 'within about {metres} m' },
  locationWith: { zh: '{place}（{about}）', en: '{place} ({about})' },
  rating: { zh: '{value} 分，满分 {limit} 分', en: '{value} of {limit}' },
  opinionSigned: { zh: '{opinion}（{signed}）', en: '{opinion} ({signed})' },
} as const satisfies MessageTable;
