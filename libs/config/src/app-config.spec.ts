import { describe, expect, it } from '@jest/globals';
import { AppConfig, ConfigError } from './app-config.js';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    AppConfig.fromEnv(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('AppConfig', () => {
  it('has the documented defaults', () => {
    const config = AppConfig.fromEnv({});

    expect([config.profile, config.httpPort, config.mqttPort, config.metricsPort]).toEqual([
      'embedded',
      8080,
      1883,
      9464,
    ]);
    expect([config.deviceRatePerSecond, config.deviceRateBurst, config.logMaxBytes]).toEqual([
      2000, 20_000, 10e9,
    ]);
  });

  it('opens reads only while bound to loopback', () => {
    expect(AppConfig.fromEnv({}).reads).toBe('open');
    expect(AppConfig.fromEnv({ NHIPPHO_BIND: '0.0.0.0' }).reads).toBe('identified');
    expect(AppConfig.fromEnv({ NHIPPHO_BIND: '0.0.0.0', NHIPPHO_READS: 'open' }).reads).toBe('open');
  });

  it('names the variable, its value and what is allowed', () => {
    const [problem] = problemsOf({ NHIPPHO_PROFILE: 'cloud' });

    expect(problem).toContain('NHIPPHO_PROFILE="cloud"');
    expect(problem).toContain('"embedded"');
  });

  it('refuses a variable that does not exist', () => {
    expect(problemsOf({ NHIPPHO_HTTPPORT: '1' })[0]).toContain('NHIPPHO_HTTPPORT');
  });

  it.each([
    ['NHIPPHO_ADMIN_KEY', 'short'],
    ['NHIPPHO_BROKER_URL', 'http://city:short@broker'],
  ])('does not repeat a secret in its message about %s', (name, value) => {
    const [problem] = problemsOf({ [name]: value });

    expect(problem).toContain(name);
    expect(problem).not.toContain('short');
  });

  it.each([
    ['10GB', 10e9],
    ['16.5MB', 16.5e6],
    ['20000000', 20e6],
  ])('reads the size %s', (text, bytes) => {
    expect(AppConfig.fromEnv({ NHIPPHO_LOG_MAX: text }).logMaxBytes).toBe(bytes);
  });

  it('refuses a log that could not take the largest message', () => {
    expect(problemsOf({ NHIPPHO_LOG_MAX: '4MB' })).toEqual([expect.stringContaining('at least 16MB')]);
  });
});
