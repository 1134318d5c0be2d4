job "shop" {
  datacenters = ["eu"]
  update {
    max_parallel = 1
    auto_revert  = true
    canary       = 1
  }
  group "web" {
    count = 2
    task "web" {
      driver = "docker"
      config { image = "shop/front:${var.tag}" }
      template { data = <<EOH
KEY={{ key "shop/key" }}
EOH
        destination = "secrets/env" }
    }
  }
}
