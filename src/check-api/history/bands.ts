import type { DoraBand } from '../../core/figure.js'

/**
 * The levels of the Accelerate State of DevOps Report 2023, chapter “How do you compare?”: the last of the yearly reports
 * in which a worse value never belongs to a better level (2024 puts a change failure rate of 20 % above one of 10 %). Its
 * two lowest levels overlap; what no longer fits `medium` is `low` here.
 */
export function frequencyBand(perWeek: number): DoraBand {
  if (perWeek > 7) return 'elite'
  return perWeek >= 1 ? 'high' : perWeek >= 12 / 52 ? 'medium' : 'low'
}

/** A day, a week, a month. */
export function leadTimeBand(days: number): DoraBand {
  return days < 1 ? 'elite' : bandOf(days, 7, 365 / 12)
}

/** 5, 10 and 15 %. */
export function failureBand(percent: number): DoraBand {
  return percent <= 5 ? 'elite' : bandOf(percent, 10, 15)
}

/** An hour, a day, a week. */
export function recoveryBand(hours: number): DoraBand {
  return hours < 1 ? 'elite' : bandOf(hours, 24, 7 * 24)
}

function bandOf(value: number, high: number, medium: number): DoraBand {
  return value <= high ? 'high' : value <= medium ? 'medium' : 'low'
}
