package io.canopydb.it.apps.boot;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. All that it has beside this is found by Boot. */
@SpringBootApplication
public class BootShop {}
