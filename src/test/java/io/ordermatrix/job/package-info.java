/** Tests that drive the whole program through its command line and look at nothing but what it prints and writes. */
package io.ordermatrix.job;
