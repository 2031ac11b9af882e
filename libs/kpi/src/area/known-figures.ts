/** What a figure about an area is, for whoever records or reads it. */
export interface KnownFigure {
  readonly unit: string;
  readonly names: { readonly vi: string; readonly en: string };
  /** KPIs that read it. */
  readonly readBy: readonly string[];
}

/** Figures that the catalogue's KPIs read, by key. Others may be recorded for KPIs that a planner adds. */
export const KNOWN_FIGURES: Readonly<Record<string, KnownFigure>> = {
  road_km_major: {
    unit: 'km',
    names: { vi: 'Chiều dài đường chính', en: 'Length of major streets' },
    readBy: ['MOB-12'],
  },
  isect_signal: {
    unit: '1',
    names: { vi: 'Số nút giao có đèn tín hiệu', en: 'Signalised intersections' },
    readBy: ['MOB-13'],
  },
  isect_adaptive: {
    unit: '1',
    names: { vi: 'Số nút giao điều khiển thích ứng', en: 'Intersections with adaptive control' },
    readBy: ['MOB-13'],
  },
  lot_spaces: {
    unit: '1',
    names: { vi: 'Số chỗ đỗ xe công cộng', en: 'Public parking spaces' },
    readBy: ['MOB-17'],
  },
  bins: {
    unit: '1',
    names: { vi: 'Số thùng rác công cộng', en: 'Public garbage bins' },
    readBy: ['WST-01'],
  },
  lamps: {
    unit: '1',
    names: { vi: 'Số đèn chiếu sáng công cộng', en: 'Public street lamps' },
    readBy: ['NRG-03'],
  },
  drain_km: {
    unit: 'km',
    names: { vi: 'Chiều dài hệ thống thoát nước', en: 'Length of drains' },
    readBy: ['WTR-03'],
  },
};
