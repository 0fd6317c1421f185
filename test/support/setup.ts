// Nest's decorators read types through this; every program imports it first, and so do the tests.
import 'reflect-metadata';
